#include "tn3270/proxy/direction.h"

#include <utility>

#include "config/limits.h"
#include "config/verify.h"

namespace proxy {

using tn3270::ByteBuffer;
using tn3270::Bytes;

Direction::State Direction::state() const {
  if (told_) {
    return State::Told;
  }
  if (sealed_) {
    return State::Closing;
  }
  if (said_all_) {
    return State::Ending;
  }
  if (!open_ || !text_.empty()) {
    return State::Waiting;
  }
  return kept().empty() ? State::Flowing : State::Full;
}

void Direction::wait(Bytes text) {
  VERIFY(!said_all_, "who has said all says no more");
  text_.insert(text_.end(), text.begin(), text.end());
}

void Direction::open() {
  VERIFY(!open_, "a sink opens once");
  open_ = true;
}

ByteBuffer Direction::take_text() {
  VERIFY(open_, "text waits until the sink can be told");
  return std::exchange(text_, {});
}

bool Direction::keep(Bytes wire) {
  VERIFY(!told_, "nothing follows the end");
  if (kept().size() > config::limits::kProxyBuffer) {
    return false;
  }
  wire_.insert(wire_.end(), wire.begin(), wire.end());
  return true;
}

Bytes Direction::kept() const {
  return Bytes(wire_).subspan(taken_);
}

void Direction::took(std::size_t count) {
  VERIFY(count <= kept().size(), "a socket takes no more than it is given");
  taken_ += count;
  if (taken_ == wire_.size()) {
    ByteBuffer().swap(wire_);  // an idle connection owns no buffer
    taken_ = 0;
  }
}

void Direction::sealed() {
  VERIFY(seals(), "the end is said when it has come");
  sealed_ = true;
}

void Direction::told() {
  VERIFY(tells(), "the last byte comes before the end");
  told_ = true;
}

}  // namespace proxy
