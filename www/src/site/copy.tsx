// Lines to be taken elsewhere, with a button that copies them.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Milliseconds for which it is said. */
const SAID = 2500;

interface CopyProps {
  text: () => string;
  label: string;
  id?: string;
  disabled?: boolean;
}

export function Copy({ text, label, id, disabled = false }: CopyProps): VNode {
  const [said, say] = useState("");
  useEffect(() => {
    const timer = said === "" ? undefined : setTimeout(() => say(""), SAID);
    return () => clearTimeout(timer);
  }, [said]);
  // There is no clipboard for pages that are neither secure nor local, nor where the user has refused it.
  const copy = () =>
    navigator.clipboard?.writeText(text()).then(
      () => say("Copied"),
      () => say("The browser refused; select and copy it"),
    ) ?? say("This browser lets no page copy here; select and copy it");
  return (
    <span class="copy">
      <button type="button" class="button" disabled={disabled} {...(id !== undefined && { id })} onClick={() => void copy()}>
        {label}
      </button>
      <span class="small quiet" role="status">
        {said}
      </span>
    </span>
  );
}
