import { describe, expect, it } from 'vitest';

import { jobDeclarationsIn, printJobCatalogue } from './job-catalogue.ts';

const importJob =
  'namespace Rota;\nmodel DataImportJob is JobOf<"data:import", DataImportInput, DataImportOutput>;';

const retiredJob = `@extension("x-rota-job", #{ category: "Data", retired: true })
model ReportSendJob is JobOf<"report:send", ReportSendInput, ReportSendOutput>;`;

describe('reading job declarations', () => {
  it('finds the type, the model and the input of each job of a file', () => {
    const second = 'model DataExportJob is JobOf<"data:export", DataExportInput, DataExportOutput>;';
    expect(jobDeclarationsIn('jobs/data.tsp', `${importJob}\n${second}`)).toEqual([
      {
        file: 'jobs/data.tsp',
        model: 'DataImportJob',
        type: 'data:import',
        input: 'DataImportInput',
        retired: false,
      },
      {
        file: 'jobs/data.tsp',
        model: 'DataExportJob',
        type: 'data:export',
        input: 'DataExportInput',
        retired: false,
      },
    ]);
  });

  it.each([
    ['says so', retiredJob, true],
    ['says that it is not', retiredJob.replace('retired: true', 'retired: false'), false],
    ['says so in another extension', retiredJob.replace('x-rota-job', 'x-other'), false],
  ])('takes a type as retired when its x-rota-job %s', (_what, source, retired) => {
    expect(jobDeclarationsIn('jobs/report.tsp', source)).toMatchObject([{ type: 'report:send', retired }]);
  });

  it('leaves models alone that are no jobs', () => {
    const others = 'model Page is PageOf<string>;\nmodel Plain { a: string }';
    expect(jobDeclarationsIn('jobs/data.tsp', `${importJob}\n${others}`)).toHaveLength(1);
  });

  it.each([
    ['a file without a job', 'model A {}', /declares no job/],
    [
      'a type that is not area:verb',
      'model AJob is JobOf<"import", AInput, AOutput>;',
      /must be written as "area:verb"/,
    ],
    ['a model that does not end in Job', 'model A is JobOf<"a:b", AInput, AOutput>;', /must end in Job/],
    [
      'an input that is not a named model',
      'model AJob is JobOf<"a:b", {}, AOutput>;',
      /must be a named model/,
    ],
  ])('refuses %s', (_what, source, message) => {
    expect(() => jobDeclarationsIn('jobs/a.tsp', source)).toThrow(message);
  });
});

describe('printing the job catalogue', () => {
  it('imports each file and puts each type into the names, the jobs and the requests', () => {
    const printed = printJobCatalogue(jobDeclarationsIn('jobs/data-import.tsp', importJob));
    expect(printed).toContain('import "./jobs/data-import.tsp";');
    expect(printed).toContain('  `data:import`,');
    expect(printed).toContain('"data:import": DataImportJob,');
    expect(printed).toContain('model CreateDataImportJob is CreateJobOf<"data:import", DataImportInput>;');
    expect(printed).toContain('"data:import": CreateDataImportJob,');
    expect(printed).toContain('model DataImportNodeInput is OptionalProperties<DataImportInput>;');
    expect(printed).toContain('"data:import": DataImportNodeRequest,');
  });

  it('keeps the name and the old jobs of a retired type, and has no request for one', () => {
    const declarations = [
      ...jobDeclarationsIn('jobs/data.tsp', importJob),
      ...jobDeclarationsIn('jobs/report.tsp', retiredJob),
    ];
    const printed = printJobCatalogue(declarations);
    expect(printed).toContain('  `report:send`,');
    expect(printed).toContain('model RetiredReportSendJob is RetiredJobOf<"report:send">;');
    expect(printed).toContain('"report:send": RetiredReportSendJob,');
    expect(printed).not.toContain('CreateReportSendJob');
  });

  it('imports a file with two jobs once', () => {
    const two = `${importJob}\nmodel DataExportJob is JobOf<"data:export", DataExportInput, DataExportOutput>;`;
    const printed = printJobCatalogue(jobDeclarationsIn('jobs/data.tsp', two));
    expect(printed.match(/import "\.\/jobs\/data/g)).toHaveLength(1);
  });
});
