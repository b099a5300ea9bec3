#include "tests/bench/allocations.h"

#include <cstddef>
#include <cstdlib>
#include <new>

// This is what owns memory; nothing above it could.
// NOLINTBEGIN(cppcoreguidelines-owning-memory)

namespace {

thread_local std::uint64_t calls = 0;

void* allocate(std::size_t size) {
  ++calls;
  if (void* const memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc();
}

}  // namespace

namespace bench {

std::uint64_t allocations() {
  return calls;
}

}  // namespace bench

void* operator new(std::size_t size) {
  return allocate(size);
}

void* operator new[](std::size_t size) {
  return allocate(size);
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete[](void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  std::free(memory);
}

// NOLINTEND(cppcoreguidelines-owning-memory)
