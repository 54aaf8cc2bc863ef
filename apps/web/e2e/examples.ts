import {
  createJob,
  createJobs,
  getJob,
  uploadFile,
  type CreateJobRequest,
  type Job,
} from '@rota/contracts/client';
import type { Product } from './harness.ts';

const companies = [
  'Northwind Traders',
  'Helvetia Instruments',
  'Blue Harbor Logistics',
  'Fjord Analytics',
  'Casa Verde Foods',
  'Orbital Dynamics',
  'Kestrel Energy',
  'Sable Textiles',
  'Lumen Health',
  'Tidewater Shipping',
  'Aster Pharma',
  'Pioneer Rail',
];
const cities = ['Oslo', 'Zürich', 'Porto', 'Leeds', 'Nagoya'];
const firstNames = ['Ada', 'Priya', 'Jonas', 'Mei', 'Tomás', 'Ingrid', 'Samuel', 'Leïla'];
const lastNames = ['Okafor', 'Raman', 'Lindqvist', 'Tanaka', 'García', 'Haugen', 'Mbeki'];
const titles = ['Head of Operations', 'Data Engineer', 'Procurement Lead', 'CFO'];

/** A CSV of accounts. Every 400th row has a domain that is none, and one column is nobody's field. */
export function accountsCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const company = companies[row % companies.length] ?? '';
    const slug = company.toLowerCase().replaceAll(/[^a-z]/g, '');
    const domain =
      row % 400 === 399 ? 'not a domain' : `${slug}${row >= companies.length ? row : ''}.example`;
    const branch = row >= companies.length ? ` ${Math.floor(row / companies.length)}` : '';
    return `CRM-${10_000 + row},"${company}${branch}",${domain},${20 + ((row * 7) % 900)},${cities[row % cities.length]}`;
  });
  return ['CRM id,Company,Website,Employees,City', ...lines, ''].join('\r\n');
}

/** A CSV of contacts, linked to the accounts of {@link accountsCsv}. */
export function contactsCsv(rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const first = firstNames[row % firstNames.length] ?? '';
    const last = lastNames[(row * 3) % lastNames.length] ?? '';
    return `P-${row},${first},${last},person${row}@rota.example,${titles[row % titles.length]},CRM-${10_000 + (row % 40)}`;
  });
  return ['Contact id,First name,Last name,Email,Job title,Account id', ...lines, ''].join('\r\n');
}

/** Fills a fresh product with jobs in every state, accounts, contacts and files. */
export async function fillWithExamples(product: Product): Promise<void> {
  await addDeadLetters(product);
  await importExamples(product);
  await runEndedExamples(product);
  const quick = { steps: 12, stepMilliseconds: 30 };
  await create(product, {
    type: 'demo:run',
    input: { steps: 8, stepMilliseconds: 100 },
    runAt: new Date(Date.now() + 40 * 60_000).toISOString(),
  });
  await create(product, {
    type: 'demo:run',
    input: { ...quick, failAtStep: 4 },
    retry: { strategy: 'fixed', baseSeconds: 1_800, jitter: 0 },
  });
  await create(product, {
    type: 'demo:run',
    input: { steps: 3_000, stepMilliseconds: 400 },
    subject: { type: 'report', id: 'yearly' },
  });
  await create(product, {
    type: 'demo:run',
    input: { steps: 30, stepMilliseconds: 800 },
    subject: { type: 'invoice', id: '2026-0057' },
  });
}

/** One after the other: contacts are linked to accounts that are there. */
async function importExamples(product: Product): Promise<void> {
  const accounts = await importCsv(product, {
    name: 'accounts-2026-q3.csv',
    csv: accountsCsv(24_000),
    input: {
      collection: 'accounts',
      mapping: {
        'CRM id': 'externalId',
        Company: 'name',
        Website: 'domain',
        Employees: 'attributes.employees',
        City: 'attributes.city',
      },
      matchBy: 'externalId',
    },
  });
  await untilEnded(product, accounts);
  const contacts = await importCsv(product, {
    name: 'contacts-europe.csv',
    csv: contactsCsv(3_000),
    input: {
      collection: 'contacts',
      mapping: {
        'Contact id': 'externalId',
        'First name': 'firstName',
        'Last name': 'lastName',
        Email: 'email',
        'Job title': 'title',
        'Account id': 'accountExternalId',
      },
      matchBy: 'externalId',
    },
  });
  await untilEnded(product, contacts);
}

/** Nine jobs, of which some fail, each ended before the next begins. */
async function runEndedExamples(product: Product): Promise<void> {
  const quick = { steps: 12, stepMilliseconds: 30 };
  const endings: DemoRequest['input'][] = [
    quick,
    { ...quick, failAtStep: 5, permanent: true },
    { ...quick, steps: 40 },
  ];
  for (let number = 0; number < 9; number += 1) {
    const job = await create(product, {
      type: 'demo:run',
      input: endings[number % 4] ?? quick,
      subject: { type: number % 2 === 0 ? 'invoice' : 'report', id: `2026-00${40 + number}` },
      priority: number === 2 ? 'high' : 'normal',
    });
    await untilEnded(product, job);
  }
}

/** Jobs that fail for good, of three causes. */
async function addDeadLetters({ client, orgId }: Product): Promise<void> {
  const failing = (failAtStep: number, count: number): CreateJobRequest[] =>
    Array.from({ length: count }, (_, number) => ({
      type: 'demo:run',
      input: { steps: 9, stepMilliseconds: 0, failAtStep, permanent: true },
      subject: { type: 'invoice', id: `2026-02${String(number).padStart(2, '0')}` },
    }));
  const missing = { type: 'data:import', input: { fileId: missingFileId, collection: 'contacts' } } as const;
  const jobs = [...failing(3, 14), missing, missing, ...failing(7, 3)];
  const path = { orgId };
  const { data: made } = await createJobs({ client, path, body: { jobs }, throwOnError: true });
  for (const job of made.data) await untilEnded({ client, orgId }, job);
}

/** Of the right form, and nobody's. */
const missingFileId = 'fil_01k2v7q0c4e8h9jm3npqrst5vw';

type DemoRequest = Extract<CreateJobRequest, { type: 'demo:run' }>;
type ImportInput = Extract<CreateJobRequest, { type: 'data:import' }>['input'];

async function importCsv(
  product: Product,
  { name, csv, input }: { name: string; csv: string; input: Omit<ImportInput, 'fileId'> },
): Promise<Job> {
  const path = { orgId: product.orgId };
  const body = { file: new File([csv], name, { type: 'text/csv' }), expiresInSeconds: 7 * 86_400 };
  const { data: file } = await uploadFile({ client: product.client, path, body, throwOnError: true });
  return await create(product, {
    type: 'data:import',
    input: { ...input, fileId: file.id },
    subject: { type: 'file', id: name },
  });
}

async function create({ client, orgId }: Product, body: CreateJobRequest): Promise<Job> {
  const { data } = await createJob({ client, path: { orgId }, body, throwOnError: true });
  return data;
}

/** Waits until a job has ended, and answers how. */
export async function untilEnded(
  { client, orgId }: Pick<Product, 'client' | 'orgId'>,
  { id: jobId }: Job,
): Promise<Job> {
  for (;;) {
    const { data } = await getJob({
      client,
      path: { orgId, jobId },
      query: { waitSeconds: 30 },
      throwOnError: true,
    });
    if (data.finishedAt !== null) return data;
  }
}
