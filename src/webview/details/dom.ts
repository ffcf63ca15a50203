/** A small stand-in for a rendering library: what the page should look like is described anew each time, and only
 * what differs from the last description is touched, so focus, scrolling, text selections and open folds stay. */

/** An element as it should be. */
export interface Description {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Child[];
}

/** Text becomes a text node, never markup. `false` and `undefined` keep a place free. */
export type Child = Description | string | false | undefined;

export interface Attributes {
  /** Tells an element from its siblings when others come and go around it. */
  readonly key?: string;
  readonly on?: Handlers;
  readonly [name: string]: string | number | boolean | Handlers | undefined;
}

interface Handlers {
  readonly click?: () => void;
  readonly input?: (value: string) => void;
  readonly toggle?: (open: boolean) => void;
}

const SVG = 'http://www.w3.org/2000/svg';
const NAMESPACES: Readonly<Record<string, string>> = { svg: SVG, rect: SVG, polyline: SVG };

const names = new WeakMap<Node, string>();
const shown = new WeakMap<Element, Attributes>();

/** Describes an element. */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Description {
  return { tag, attributes, children };
}

/** Makes the children of `parent` what they should be, keeping every node that stays. */
export function patch(parent: Element, children: readonly Child[]): void {
  const wanted = children.flatMap((child, place) =>
    child === undefined || child === false ? [] : [{ child, name: nameOf(child, place) }],
  );
  const kept = new Map<string, ChildNode>();
  const wantedNames = new Set(wanted.map(({ name }) => name));
  for (const node of [...parent.childNodes]) {
    const name = names.get(node);
    if (name !== undefined && wantedNames.has(name)) {
      kept.set(name, node);
    } else {
      // Before the others are put in order, so that none of them has to move: moving takes the focus away.
      node.remove();
    }
  }
  let place = parent.firstChild;
  for (const { child, name } of wanted) {
    const node = kept.get(name) ?? create(child, name);
    if (node === place) {
      place = place.nextSibling;
    } else {
      parent.insertBefore(node, place);
    }
    update(node, child);
  }
}

function nameOf(child: Description | string, place: number): string {
  return typeof child === 'string' ? `text ${place}` : `${child.tag} ${child.attributes.key ?? place}`;
}

function create(child: Description | string, name: string): ChildNode {
  const node = typeof child === 'string' ? document.createTextNode('') : createElement(child.tag);
  names.set(node, name);
  return node;
}

function createElement(tag: string): Element {
  const namespace = NAMESPACES[tag];
  return namespace === undefined ? document.createElement(tag) : document.createElementNS(namespace, tag);
}

function update(node: ChildNode, child: Description | string): void {
  if (typeof child === 'string') {
    if (node.nodeValue !== child) {
      node.nodeValue = child;
    }
  } else if (node instanceof Element) {
    updateAttributes(node, child.attributes);
    patch(node, child.children);
  }
}

function updateAttributes(element: Element, wanted: Attributes): void {
  // Compared with what was last asked for, not with the element: an open fold or a typed text is the user's.
  const before = shown.get(element) ?? {};
  shown.set(element, wanted);
  for (const name of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
    const value = wanted[name];
    if (name === 'key' || value === before[name] || typeof value === 'object') {
      continue;
    }
    if (value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  if (wanted.on !== undefined && before.on === undefined) {
    listen(element, wanted.on);
  }
}

/** Listens once and for all, and asks for the handler of the moment. */
function listen(element: Element, handlers: Handlers): void {
  const current = () => shown.get(element)?.on;
  if (handlers.click !== undefined) {
    element.addEventListener('click', () => current()?.click?.());
  }
  if (handlers.input !== undefined) {
    element.addEventListener('input', () => {
      if (element instanceof HTMLInputElement) {
        current()?.input?.(element.value);
      }
    });
  }
  if (handlers.toggle !== undefined) {
    element.addEventListener('toggle', () => {
      if (element instanceof HTMLDetailsElement) {
        current()?.toggle?.(element.open);
      }
    });
  }
}
