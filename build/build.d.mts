export function buildTargets(...named: readonly ('cli' | 'window' | 'main' | 'preload')[]): Promise<void>;
