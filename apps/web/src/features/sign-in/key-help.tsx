import { Code } from '@mantine/core';
import classes from './key-help.module.css';

/** Where a key comes from, and where it is kept. */
export function KeyHelp() {
  return (
    <div className={classes['help']}>
      <h2>Where is my key?</h2>
      <ul>
        <li>
          On your own machine: when Rota starts, it prints a link that signs you in. The key is also in{' '}
          <Code>demo.json</Code> in the data folder.
        </li>
        <li>
          Elsewhere: whoever runs Rota for your organisation can give you one. It begins with{' '}
          <Code>rota_</Code>.
        </li>
        <li>It is kept in this browser only, until you sign out.</li>
      </ul>
    </div>
  );
}
