/** The store cannot be opened and trying again will not help; the message is for whoever runs the installation. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
