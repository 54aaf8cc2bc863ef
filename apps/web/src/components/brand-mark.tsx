/** The mark of the product, drawn in the accent colour. Decoration: the name stands beside it. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" fill="#525ce0" />
      <g fill="none" stroke="#fff" strokeLinecap="round" strokeLinejoin="round">
        <path d="M16 7a9 9 0 1 1-8.6 6.35" strokeWidth="3" />
        <path d="M16 11.5V16l3 2.2" strokeWidth="2.6" />
      </g>
      <circle cx="10.2" cy="8.9" r="2.1" fill="#fff" />
    </svg>
  );
}
