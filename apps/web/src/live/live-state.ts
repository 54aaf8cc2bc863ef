/**
 * How an event stream stands. `refused`: the server will not send it, so nobody tries again. `ended`: everything there
 * was to say has been said.
 */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'refused' | 'ended';
