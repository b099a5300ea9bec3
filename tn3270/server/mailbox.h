#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "tn3270/server/guarded.h"

namespace server {

// The only door into a thread. Anyone posts; the owner takes everything at once. `wake` runs in the
// poster's thread, and only when the box was empty: the owner is then sure to look.
template <class Message>
class Mailbox {
 public:
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Message message) {
    const bool was_empty = box_.with([&](std::vector<Message>& box) {
      box.push_back(std::move(message));
      return box.size() == 1;
    });
    if (was_empty) {
      wake_();
    }
  }

  // Swaps the posted messages into `taken`, which is emptied first.
  void take(std::vector<Message>& taken) {
    taken.clear();
    box_.with([&](std::vector<Message>& box) { box.swap(taken); });
  }

 private:
  Guarded<std::vector<Message>> box_;
  std::function<void()> wake_;
};

}  // namespace server
