// The button can be put anywhere at the page's edges, by pointer and by arrow keys.

export interface Place {
  x?: number;
  y?: number;
}

/** CSS pixels from the edges, and that a pointer may tremble by. */
const GAP = 12;
const TREMBLE = 4;
/** Of the way from one edge to the other, at each press of a key. */
const STEP = 0.05;

const CORNERS = [
  [1, 1],
  [0, 1],
  [1, 0],
  [0, 0],
] as const;

interface Options {
  guard: (run: () => void) => void;
  save: () => void;
  onPress: () => void;
}

/** Changes `place`, whose shares are from the left and top edge. Gives what puts the button there. */
export function makeMovable(button: HTMLElement, place: Place, { guard, save, onPress }: Options): () => void {
  let grip: { x: number; y: number; moved: boolean } | undefined;
  let pressed = true;
  const { host } = button.getRootNode() as ShadowRoot;

  /** What there is to move in, without the page's scrollbars. */
  const room = () => {
    const { clientWidth } = document.documentElement;
    return {
      width: Math.max(1, (clientWidth || innerWidth) - button.offsetWidth - 2 * GAP),
      height: Math.max(1, innerHeight - button.offsetHeight - 2 * GAP),
    };
  };
  const within = (share: number) => Math.min(1, Math.max(0, share));

  /** In shares, so that it stays in view however large the page and the button become. */
  function put(x: number, y: number): void {
    const from = (share: number) => `calc(${GAP}px + ${share} * (100% - ${2 * GAP}px))`;
    button.style.setProperty("left", from(x));
    button.style.setProperty("top", from(y));
    button.style.setProperty("translate", `${-100 * x}% ${-100 * y}%`);
  }

  /** A corner in which the page has nothing of its own that stays there. */
  function freeCorner(): readonly [number, number] {
    const isTaken = ([x, y]: readonly [number, number]) => {
      const { width, height } = room();
      const [left, top] = [GAP + x * width + button.offsetWidth / 2, GAP + y * height + button.offsetHeight / 2];
      for (let node = document.elementsFromPoint(left, top).find((one) => one !== host); node; ) {
        if (/fixed|sticky/.test(getComputedStyle(node).position)) {
          return true;
        }
        node = node.parentElement as Element;
      }
      return false;
    };
    return CORNERS.find((corner) => !isTaken(corner)) ?? CORNERS[0];
  }

  function settle(): void {
    if (place.x === undefined || place.y === undefined) {
      put(...freeCorner());
    } else {
      put(place.x, place.y);
    }
  }

  function at(): { x: number; y: number } {
    const { left, top } = button.getBoundingClientRect();
    const { width, height } = room();
    return { x: within((left - GAP) / width), y: within((top - GAP) / height) };
  }

  function keep(x: number, y: number): void {
    Object.assign(place, { x: within(x), y: within(y) });
    settle();
    save();
  }

  const on = (name: string, listener: (event: never) => void) =>
    button.addEventListener(name, (event) => guard(() => listener(event as never)));

  on("pointerdown", (event: PointerEvent) => {
    if (event.button === 0) {
      const { left, top } = button.getBoundingClientRect();
      grip = { x: event.clientX - left, y: event.clientY - top, moved: false };
      button.setPointerCapture(event.pointerId);
    }
    pressed = true;
  });
  on("pointermove", (event: PointerEvent) => {
    if (!grip) {
      return;
    }
    const { left, top } = button.getBoundingClientRect();
    const [x, y] = [event.clientX - grip.x, event.clientY - grip.y];
    grip.moved ||= Math.hypot(x - left, y - top) > TREMBLE;
    if (grip.moved) {
      const { width, height } = room();
      put(within((x - GAP) / width), within((y - GAP) / height));
    }
  });
  on("pointerup", () => {
    if (grip?.moved) {
      pressed = false;
      // To the nearest edge.
      const { x, y } = at();
      const { width, height } = room();
      const ways = [x * width, (1 - x) * width, y * height, (1 - y) * height];
      const edge = ways.indexOf(Math.min(...ways));
      keep(edge < 2 ? edge : x, edge < 2 ? y : edge - 2);
    }
    grip = undefined;
  });
  on("pointercancel", () => {
    grip = undefined;
    settle();
  });
  on("click", () => {
    if (pressed) {
      onPress();
    }
    pressed = true;
  });
  on("keydown", (event: KeyboardEvent) => {
    const ways: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (way) {
      event.preventDefault();
      const { x, y } = at();
      const step = event.shiftKey ? 1 : STEP;
      keep(x + way[0] * step, y + way[1] * step);
    }
  });

  return settle;
}
