/** One line of work in progress, with how far it is where that is known. */
export function tell(line: string, fraction?: number): void {
  console.log(fraction === undefined ? line : `[${String(Math.round(fraction * 100)).padStart(3)} %] ${line}`);
}
