export function buildOutdated(...targets: readonly ('window' | 'main' | 'preload')[]): Promise<void>;
