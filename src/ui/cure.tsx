import { cureParts } from './cure-lines.ts';

/** What happened and what to do, with the lines to copy where there are some. */
export function Cure({ text }: { text: string }) {
  return (
    <div class="cure">
      {cureParts(text).map((part, index) =>
        part.code ? (
          <pre key={index} class="cure-code" dir="ltr">
            <code>{part.text}</code>
          </pre>
        ) : (
          <p key={index}>{part.text}</p>
        ),
      )}
    </div>
  );
}
