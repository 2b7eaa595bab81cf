/** What is not done for whoever asked: the status says whose fault it is. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}
