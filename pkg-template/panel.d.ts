/**
 * What `cors-forecast/auto` does, and a button in the page that opens a panel: endpoints, findings, each call in full, the
 * preflight cache with the seconds that are left, settings, and exports. The panel is loaded when it is first opened.
 *
 * In a worker or a same-origin frame there is no button; what is called there appears in the panel of the page, and in that of
 * other tabs of the origin, once this is imported there, too. In production it does nothing.
 */

/** Opens the panel. Resolves when it is open, and at once where there is none: in production, a worker, or on a server. */
export function openPanel(): Promise<void>;

/** Closes the panel; its button stays. */
export function closePanel(): void;
