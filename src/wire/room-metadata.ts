/** Component room_metadata (06: 7.6). */
import { type Infer, opaque, struct, vector } from '../codec/index.js'

export const Uri = struct('Uri', { uri: opaque })
export type Uri = Infer<typeof Uri>

/** UTF-8 without NUL by its comment, `opaque` by its declaration: the comment is a check's affair, not the reader's. */
export const UTF8String = struct('UTF8String', { string: opaque })
export type UTF8String = Infer<typeof UTF8String>

/** An empty media type means plain text in UTF-8. */
export const RichDescription = struct('RichDescription', {
  media_type: opaque,
  language_tag: opaque,
  description_content: opaque,
})
export type RichDescription = Infer<typeof RichDescription>

/** The data and, under the name RoomMetaUpdate, the update: always the whole of it. */
export const RoomMetaData = struct('RoomMetaData', {
  room_uri: Uri,
  room_name: UTF8String,
  room_descriptions: vector(RichDescription),
  room_avatar: Uri,
  room_subject: UTF8String,
  room_mood: UTF8String,
})
export type RoomMetaData = Infer<typeof RoomMetaData>
