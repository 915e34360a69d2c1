export function buildOutdated(...targets: readonly ('reader' | 'window' | 'main' | 'preload')[]): Promise<void>;
