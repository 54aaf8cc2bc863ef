/** Whether a key opens anything at that time: it was not revoked and has not expired. */
export function isLivingKey(
  { expiresAt, revokedAt }: { expiresAt: Date | null; revokedAt: Date | null },
  at: Date,
): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > at);
}
