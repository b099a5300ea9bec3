#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <vector>

#include "vtam/application.h"

namespace vtam {

// APPL rows in order, in blocks that copies of the table share: an ACB that opens among 100,000
// rows makes one block anew, and sessions that keep an earlier table keep little of their own.
class ApplicationTable {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Application;
    using difference_type = std::ptrdiff_t;
    using pointer = const Application*;
    using reference = const Application&;

    Iterator() = default;
    Iterator(const ApplicationTable& table, std::size_t index) : table_(&table), index_(index) {}
    reference operator*() const { return (*table_)[index_]; }
    pointer operator->() const { return &(*table_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++index_;
      return before;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const ApplicationTable* table_ = nullptr;
    std::size_t index_ = 0;
  };

  ApplicationTable() = default;
  ~ApplicationTable() = default;
  ApplicationTable(const ApplicationTable& other);
  ApplicationTable(ApplicationTable&&) noexcept = default;
  ApplicationTable& operator=(const ApplicationTable& other);
  ApplicationTable& operator=(ApplicationTable&&) noexcept = default;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Application& operator[](std::size_t index) const {
    return (*blocks_[index / kBlock])[index % kBlock];
  }
  [[nodiscard]] Iterator begin() const { return {*this, 0}; }
  [[nodiscard]] Iterator end() const { return {*this, size_}; }

  void add(Application row);
  // To be changed; what other tables have stays as it is.
  [[nodiscard]] Application& edit(std::size_t index);

 private:
  static constexpr std::size_t kBlock = 256;
  using Block = std::vector<Application>;

  // The block, made anew if it was another table's.
  [[nodiscard]] Block& own(std::size_t block);

  std::vector<std::shared_ptr<const Block>> blocks_;
  std::vector<Block*> own_;  // those that this table has made; else nullptr
  std::size_t size_ = 0;
};

}  // namespace vtam
