/** @jsxImportSource preact */
// The elements' views without their elements: names of custom elements are the page's to give.

import { type ComponentType, render, type VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { rootOf } from "../elements/element.tsx";

export function drawnIn<Props extends object>(View: ComponentType<Partial<Props>>, css: string) {
  return function Drawn(props: Partial<Props>): VNode {
    const place = useRef<HTMLDivElement>(null);
    const root = useRef<ShadowRoot | undefined>(undefined);
    useLayoutEffect(() => {
      root.current ??= rootOf(place.current as HTMLDivElement, css);
      render(<View {...props} />, root.current);
    });
    useLayoutEffect(() => () => root.current && render(null, root.current), []);
    return <div ref={place} class="drawn" />;
  };
}
