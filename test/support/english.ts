/** The texts as an English browser gives them. Import it before what speaks: it stands in for the browser's own API. */
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
const texts = new Map<string, Message>(Object.entries(messages));

function getMessage(key: string, subs: readonly string[] = []): string {
  if (key === '@@ui_locale') return 'en';
  const { message = '', placeholders = {} } = texts.get(key) ?? {};
  const named = message.replace(/\$(\w+?)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? '');
  return named.replace(/\$(\d)/g, (_, place: string) => subs[Number(place) - 1] ?? '');
}

Reflect.set(globalThis, 'browser', { runtime: {}, i18n: { getMessage } });
