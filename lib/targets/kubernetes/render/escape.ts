/**
 * Doubles a dollar sign that Kubernetes would read as the start of `$(NAME)` or of an escaped dollar. It expands env
 * values, command, args and exec probes.
 */
export const escapeDollars = (text: string): string => text.replace(/\$(?=[$(])/g, '$$$$');
