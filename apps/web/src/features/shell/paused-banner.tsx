import { Button } from '@mantine/core';
import { CirclePause, Play } from 'lucide-react';
import { Notice } from '../../components/notice.tsx';
import classes from './paused-banner.module.css';

/** Stands above every page while all of the organisation's work is paused. */
export function PausedBanner({ isResuming, onResume }: { isResuming: boolean; onResume: () => void }) {
  return (
    <div className={classes['banner']}>
      <Notice
        icon={CirclePause}
        tone="warning"
        title="All work of this organisation is paused"
        role="status"
        actions={
          <Button
            variant="default"
            size="xs"
            leftSection={<Play size={14} aria-hidden />}
            loading={isResuming}
            onClick={onResume}
          >
            Resume
          </Button>
        }
      >
        Jobs may be made, and none starts until somebody resumes it.
      </Notice>
    </div>
  );
}
