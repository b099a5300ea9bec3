#pragma once

#include <asio/associated_executor.hpp>
#include <asio/bind_executor.hpp>
#include <asio/error.hpp>
#include <asio/execution_context.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/post.hpp>
#include <cstddef>
#include <optional>
#include <utility>

#include "config/limits.h"

namespace server {

// What all connections of one io_context have read of requests that are not answered yet, beyond
// what a command takes. Bodies are read before anybody looks at a token, so they are bounded all
// together; small requests always get through.
class ReadingBudget : public asio::execution_context::service {
 public:
  using key_type = ReadingBudget;
  static inline asio::execution_context::id id;

  explicit ReadingBudget(asio::execution_context& context) : service(context) {}

  // Of one connection; what it has taken goes back when it ends. The budget outlives it.
  class Share {
   public:
    explicit Share(ReadingBudget& budget) : total_(&budget.total_) {}
    ~Share() { release(); }
    Share(Share&& other) noexcept
        : total_(other.total_), read_(std::exchange(other.read_, std::size_t{0})) {}
    Share& operator=(Share&& other) noexcept {
      std::swap(total_, other.total_);
      std::swap(read_, other.read_);
      return *this;
    }

    [[nodiscard]] bool may_read() const {
      return read_ <= config::limits::kHttpBody || *total_ < config::limits::kHttpReading;
    }
    void add(std::size_t bytes) {
      *total_ -= large();
      read_ += bytes;
      *total_ += large();
    }
    void release() {
      *total_ -= large();
      read_ = 0;
    }

   private:
    [[nodiscard]] std::size_t large() const {
      return read_ <= config::limits::kHttpBody ? 0 : read_;
    }
    std::size_t* total_;
    std::size_t read_ = 0;
  };

 private:
  void shutdown() override {}
  std::size_t total_ = 0;
};

// A socket that reads within that budget: above it, a read fails. What is written is an answer, and
// gives back what its request has taken.
class CountedSocket : public asio::ip::tcp::socket {
 public:
  explicit CountedSocket(asio::io_context& context) : asio::ip::tcp::socket(context) {}

  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (!share_) {
      share_.emplace(asio::use_service<ReadingBudget>(get_executor().context()));
    }
    const auto executor = asio::get_associated_executor(handler, get_executor());
    if (!share_->may_read()) {
      asio::post(executor, [kept = std::forward<Handler>(handler)]() mutable {
        kept(asio::error_code(asio::error::no_buffer_space), std::size_t{0});
      });
      return;
    }
    asio::ip::tcp::socket::async_read_some(
        buffers,
        // The library's handler holds its connection, and so this socket.
        asio::bind_executor(executor, [this, kept = std::forward<Handler>(handler)](
                                          const asio::error_code& error, std::size_t size) mutable {
          share_->add(size);
          kept(error, size);
        }));
  }

  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (share_) {
      share_->release();
    }
    asio::ip::tcp::socket::async_write_some(buffers, std::forward<Handler>(handler));
  }

 private:
  std::optional<ReadingBudget::Share> share_{};
};

}  // namespace server
