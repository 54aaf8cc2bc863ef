import type { ImportCollection } from '@rota/contracts/client';
import { Building2, UsersRound } from 'lucide-react';
import { ChoiceCards, type Choice } from '../../components/choice-cards.tsx';

const collections: { [Name in ImportCollection]: Choice<Name> } = {
  accounts: {
    value: 'accounts',
    label: 'Accounts',
    description: 'Companies you work with',
    icon: Building2,
  },
  contacts: {
    value: 'contacts',
    label: 'Contacts',
    description: 'People, linked to their accounts',
    icon: UsersRound,
  },
};

/** What the rows become. */
export function CollectionChoice(props: {
  value: ImportCollection;
  isDisabled: boolean;
  onChange: (value: ImportCollection) => void;
}) {
  return (
    <ChoiceCards<ImportCollection>
      label="What the rows become"
      choices={Object.values(collections)}
      {...props}
    />
  );
}
