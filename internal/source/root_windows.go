package source

// nonBlocking is nothing where no pipe can take a file's place.
const nonBlocking = 0
