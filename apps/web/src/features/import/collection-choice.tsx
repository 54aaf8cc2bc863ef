import { Radio } from '@mantine/core';
import type { ImportCollection } from '@rota/contracts/client';
import { Building2, UsersRound, type LucideIcon } from 'lucide-react';
import classes from './collection-choice.module.css';

const collections: Record<ImportCollection, { label: string; description: string; icon: LucideIcon }> = {
  accounts: { label: 'Accounts', description: 'Companies you work with', icon: Building2 },
  contacts: { label: 'Contacts', description: 'People, linked to their accounts', icon: UsersRound },
};

const names: ImportCollection[] = Object.keys(collections).filter(isCollection);

/** What the rows become. */
export function CollectionChoice({
  value,
  isDisabled,
  onChange,
}: {
  value: ImportCollection;
  isDisabled: boolean;
  onChange: (value: ImportCollection) => void;
}) {
  return (
    <Radio.Group
      value={value}
      aria-label="What the rows become"
      onChange={(next) => {
        if (isCollection(next)) onChange(next);
      }}
    >
      <div className={classes['choices']}>
        {names.map((name) => {
          const { label, description, icon: Icon } = collections[name];
          return (
            <Radio.Card key={name} value={name} className={classes['choice']} disabled={isDisabled}>
              <Icon size={18} aria-hidden className={classes['icon']} />
              <span className={classes['words']}>
                <span className={classes['label']}>{label}</span>
                <span className={classes['description']}>{description}</span>
              </span>
              <Radio.Indicator size="xs" />
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}

function isCollection(text: string): text is ImportCollection {
  return Object.hasOwn(collections, text);
}
