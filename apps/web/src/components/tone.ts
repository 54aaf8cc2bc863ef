/** What a colour says. The values of each tone are in theme.css, set by `data-tone`. */
export type Tone = 'neutral' | 'accent' | 'positive' | 'negative' | 'warning' | 'info';
