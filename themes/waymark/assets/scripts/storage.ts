// What a reader's browser remembers of this handbook. Several handbooks may share a
// host, so the base path is part of every name. A browser that keeps nothing, or
// does not want to, is asked in vain.

type Where = 'local' | 'session';

const nameOf = (name: string) => `waymark:${document.documentElement.dataset.base}:${name}`;

export function recall(where: Where, name: string): string | null {
	try {
		return window[`${where}Storage`].getItem(nameOf(name));
	} catch {
		return null;
	}
}

/** Keeps a text; an empty one is forgotten. */
export function keep(where: Where, name: string, text: string) {
	try {
		const storage = window[`${where}Storage`];
		if (text) storage.setItem(nameOf(name), text);
		else storage.removeItem(nameOf(name));
	} catch {}
}

/** What was kept as JSON, or a value to begin with. */
export function recallJSON<T>(name: string, first: T): T {
	try {
		return JSON.parse(recall('session', name) ?? '') as T;
	} catch {
		return first;
	}
}
