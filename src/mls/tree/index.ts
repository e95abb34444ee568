/** The public side of a group's ratchet tree, over our own codec and node:crypto. */
export * from './changes.js'
export * from './leaf-node.js'
export * from './members.js'
export * from './nodes.js'
export * from './parent-hash.js'
export * from './tree-hash.js'
export * from './unmerged.js'
export * from './update-path.js'
