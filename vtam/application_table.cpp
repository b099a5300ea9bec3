#include "vtam/application_table.h"

#include <utility>

namespace vtam {

void ApplicationTable::add(Application row) {
  if (size_ % kBlock == 0) {
    blocks_.push_back(std::make_shared<Block>());
    blocks_.back()->reserve(kBlock);
  }
  blocks_.back()->push_back(std::move(row));
  ++size_;
}

Application& ApplicationTable::edit(std::size_t index) {
  std::shared_ptr<Block>& block = blocks_[index / kBlock];
  if (block.use_count() > 1) {
    block = std::make_shared<Block>(*block);
  }
  return (*block)[index % kBlock];
}

}  // namespace vtam
