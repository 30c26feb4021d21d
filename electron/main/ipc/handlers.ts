import type { ParsedInput, RequestName, RequestOutput } from '../../contract/channels.ts';

/** A handler for every request of the contract: checked input in, value out; what it throws becomes the reply's error. */
export type Handlers = {
  readonly [Name in RequestName]: (input: ParsedInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>>;
};

/** The handlers of one domain: those whose names start with `Domain` and a dot. */
export type HandlersOf<Domain extends string> = Pick<Handlers, Extract<RequestName, `${Domain}.${string}`>>;
