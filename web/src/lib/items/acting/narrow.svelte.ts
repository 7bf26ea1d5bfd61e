/** Whether the screen is a phone's, where one thing is asked at a time. */
export class Narrow {
  is: boolean = $state(false);

  /** `$effect(() => narrow.open())` */
  open(): () => void {
    const asked = matchMedia('(max-width: 40rem)');
    const look = (): void => {
      this.is = asked.matches;
    };
    look();
    asked.addEventListener('change', look);
    return () => asked.removeEventListener('change', look);
  }
}
