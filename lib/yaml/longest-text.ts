/** Texts above this are not read at all: no object that the API server takes is as long (its request limit is 3 MiB, etcd's 1.5 MiB). In UTF-16 units. */
export const longestText = 1024 * 1024
