/** `GET /api/<kind>/<id>/signed`: what the house vouches for (`Kind.signs`), with what it takes to check that without the house. */
export interface Signed {
  readonly format: 'consultation-signed-1';
  readonly statement: {
    /** Where it stands in the record: the stream after so many events. */
    readonly stream: string;
    readonly seq: number;
    readonly content: unknown;
  };
  /** Of the statement in canonical form (`canonical.ts`), UTF-8: Ed25519 (RFC 8032), base64url. */
  readonly signature: string;
  /** 32 bytes, base64url. Whether it is that house's key says the house itself, on every page that shows it. */
  readonly publicKey: string;
}
