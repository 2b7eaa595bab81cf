/** @jsxImportSource preact */
// Drawn on a grid of 24, with the colour of the text around them.

import type { ComponentChildren, VNode } from "preact";

import type { Sky } from "./sky.ts";

function Icon({ children, size = 24 }: { children: ComponentChildren; size?: number | undefined }): VNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const CLOUD = "M7.2 15.5a3.7 3.7 0 0 1-.3-7.4 5.2 5.2 0 0 1 10-.4 3.9 3.9 0 0 1 .1 7.8z";

const SKIES: Record<Sky, ComponentChildren> = {
  clear: [
    <circle cx="12" cy="12" r="4.2" fill="currentColor" fill-opacity=".22" />,
    <path d="M12 2.6v2M12 19.4v2M2.6 12h2M19.4 12h2M5.4 5.4l1.4 1.4M17.2 17.2l1.4 1.4M5.4 18.6l1.4-1.4M17.2 6.8l1.4-1.4" />,
  ],
  rain: [<path d={CLOUD} fill="currentColor" fill-opacity=".16" />, <path d="M8.6 18.2l-1 2.6M12.6 18.2l-1 2.6M16.6 18.2l-1 2.6" />],
  spared: [
    <path d="M3.2 12.4a8.8 8.8 0 0 1 17.6 0z" fill="currentColor" fill-opacity=".18" />,
    <path d="M12 3.6V2.4M12 12.4v6.4a2 2 0 0 0 4 0M7.8 12.4c.3-4 1.9-7.2 4.2-8.8 2.3 1.6 3.9 4.8 4.2 8.8" />,
  ],
  storm: [
    <path d={CLOUD} fill="currentColor" fill-opacity=".16" />,
    <path d="M12.8 12.2l-2.6 4.4h3.2l-2.2 4.4" fill="none" />,
  ],
  fog: [<path d="M5 8.2h11M8 12h11.5M4.5 15.8H16M9.5 19.4h8" />],
  home: [
    <path d="M4 11.2L12 4.6l8 6.6" />,
    <path d="M6 10v9.2h12V10" fill="currentColor" fill-opacity=".14" />,
    <path d="M10.2 19v-5h3.6v5" />,
  ],
};

/** What becomes of a request. */
export function SkyIcon({ sky, size }: { sky: Sky; size?: number }): VNode {
  return <Icon size={size}>{SKIES[sky]}</Icon>;
}

export const CloseIcon = ({ size = 14 }: { size?: number }): VNode => (
  <Icon size={size}>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const PlayIcon = ({ size = 14 }: { size?: number }): VNode => (
  <Icon size={size}>
    <path d="M8 5.5v13l10-6.5z" fill="currentColor" />
  </Icon>
);

/** Isobars around a low: the mark of the project. */
export const Mark = ({ size = 28 }: { size?: number }): VNode => (
  <Icon size={size}>
    <path d="M12 2.8c5.4 0 9.2 3.7 9.2 8.8 0 5.6-4.4 9.6-9.6 9.6-5 0-8.8-3.6-8.8-8.6 0-5.4 4-9.8 9.2-9.8z" />
    <path d="M12.2 6.6c3.2 0 5.4 2.2 5.4 5.1 0 3.3-2.6 5.7-5.7 5.7-2.9 0-5.2-2.1-5.2-5.1 0-3.2 2.4-5.7 5.5-5.7z" />
    <circle cx="12.1" cy="11.9" r="1.5" fill="currentColor" />
  </Icon>
);
