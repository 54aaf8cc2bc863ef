import type { CsvPreview } from './csv-preview.ts';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './sample-table.module.css';

/** The first rows of the file as they are. It scrolls in itself, so that the page does not. */
export function SampleTable({ preview: { headers, rows } }: { preview: CsvPreview }) {
  return (
    <details className={classes['details']} open>
      <summary>The first {rows.length === 1 ? 'row' : `${rows.length} rows`} of the file</summary>
      <ScrollRegion className={classes['frame']} label="First rows of the file">
        <table className={classes['table']}>
          <thead>
            <tr>
              {headers.map((header, index) => (
                <th key={index} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, number) => (
              <tr key={number}>
                {headers.map((_header, index) => (
                  <td key={index}>{row[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
