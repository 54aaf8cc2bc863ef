import { operations, type Meta } from '@rota/contracts/server';
import { limits } from '@rota/jobs';
import type { ZodNumber } from 'zod';

import { BODY_BYTES_MAX } from '../../http/read-json-body.ts';

/** The installation in the words of the contract, with the bounds where they are kept: engine, HTTP, contract. */
export function toMetaResponse({
  version,
  timeZoneDataVersion,
  fileBytesMax,
}: {
  version: string;
  timeZoneDataVersion: string;
  fileBytesMax: number;
}): Meta {
  return {
    version,
    timeZoneDataVersion,
    limits: {
      bodyBytes: BODY_BYTES_MAX,
      bulkBodyBytes: operations.createJobs.bodyBytesMax,
      bulkJobs: limits.bulkJobs,
      jobInputBytes: limits.inputBytes,
      jobOutputBytes: limits.outputBytes,
      jobLogLineBytes: limits.logLineBytes,
      jobLogLinesPerRun: limits.logLinesPerRun,
      jsonDepth: limits.jsonDepth,
      fileBytes: fileBytesMax,
      pageItems: maxOf(operations.listJobs.input.query.shape.limit.unwrap().unwrap()),
      waitSeconds: maxOf(operations.getJob.input.query.shape.waitSeconds.unwrap().unwrap()),
    },
  };
}

function maxOf({ maxValue }: ZodNumber): number {
  if (maxValue === null) throw new Error('The contract sets no upper bound here');
  return maxValue;
}
