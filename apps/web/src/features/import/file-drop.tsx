import { Button } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { formatBytes } from '../../components/format-number.ts';
import classes from './file-drop.module.css';

interface FileDropProps {
  fileBytesMax: number | undefined;
  /** Why the last file was not taken. */
  fault: string | undefined;
  onFault: (fault: string) => void;
  onFile: (file: File) => void;
}

/** Takes one CSV file, dropped or chosen. */
export function FileDrop({ fileBytesMax, fault, onFault, onFile }: FileDropProps) {
  const faultId = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file, another] = files ?? [];
    if (!file) return;
    if (another) onFault('One file at a time, please.');
    else if (fileBytesMax !== undefined && file.size > fileBytesMax) {
      onFault(
        `The file has ${formatBytes(file.size)}; the server takes ${formatBytes(fileBytesMax)} at most.`,
      );
    } else onFile(file);
  };
  return (
    // Dropping is for the mouse alone; the button in it does the same by keyboard.
    <div
      className={classes['drop']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileUp size={24} aria-hidden className={classes['icon']} />
      <span className={classes['title']}>Drop a CSV file here</span>
      <span className={classes['hint']}>
        The first row names the columns. UTF-8
        {fileBytesMax !== undefined && `, up to ${formatBytes(fileBytesMax)}`}.
      </span>
      <FileButton describedBy={fault === undefined ? undefined : faultId} onFiles={take} />
      {fault !== undefined && (
        <span id={faultId} className={classes['fault']} role="alert">
          {fault}
        </span>
      )}
    </div>
  );
}

function FileButton({
  describedBy,
  onFiles,
}: {
  describedBy: string | undefined;
  onFiles: (files: FileList | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        mt="xs"
        onClick={() => input.current?.click()}
        aria-describedby={describedBy}
      >
        Choose a file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        hidden
        aria-label="CSV file"
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          event.currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
