#include "vtam/application_table.h"

#include <utility>

namespace vtam {

ApplicationTable::ApplicationTable(const ApplicationTable& other)
    : blocks_(other.blocks_), own_(other.blocks_.size()), size_(other.size_) {}

ApplicationTable& ApplicationTable::operator=(const ApplicationTable& other) {
  if (this != &other) {
    *this = ApplicationTable(other);
  }
  return *this;
}

ApplicationTable::Block& ApplicationTable::own(std::size_t block) {
  if (own_[block] == nullptr) {
    auto made = std::make_shared<Block>();
    made->reserve(kBlock);
    *made = *blocks_[block];
    own_[block] = made.get();
    blocks_[block] = std::move(made);
  }
  return *own_[block];
}

void ApplicationTable::add(Application row) {
  if (size_ % kBlock == 0) {
    auto made = std::make_shared<Block>();
    made->reserve(kBlock);
    own_.push_back(made.get());
    blocks_.push_back(std::move(made));
  }
  own(size_ / kBlock).push_back(std::move(row));
  ++size_;
}

Application& ApplicationTable::edit(std::size_t index) {
  return own(index / kBlock)[index % kBlock];
}

}  // namespace vtam
