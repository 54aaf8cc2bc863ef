/**
 * `Content-Disposition` of a download (RFC 6266): always an attachment, so that no browser runs it; the name in ASCII
 * for old clients, and as it is for the others (RFC 8187).
 */
export function toContentDisposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
