import { byDraft } from '../../drafts/by-draft.js'
import { appDataForm } from './app-data-form.js'
import { appSyncForm } from './app-sync-form.js'
import type { RoomForm } from './form.js'

export const roomForms = byDraft<RoomForm, RoomForm, RoomForm>({
  '01': appSyncForm,
  '02ed': appSyncForm,
  '06': appDataForm,
})
