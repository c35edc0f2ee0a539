;; Decodes base64 text 16 characters at a time, and tells whether all of it is of the standard alphabet.
;;
;; The method is that of Wojciech Muła and Daniel Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions",
;; ACM Transactions on the Web 12 (3), 2018, https://doi.org/10.1145/3132709: each half (4 bits) of a character is looked up
;; in a table of 16 entries. This tells, for 16 characters at once, which are not of the alphabet, and what is to be added to
;; each to get its value.
(module
  ;; Two pages: room for 64 Ki characters and 48 KiB of bytes. The last step may read and write a little after these.
  (memory (export "memory") 2)
  (global $text (export "text") i32 (i32.const 0))
  (global $bytes (export "bytes") i32 (i32.const 0x10100))

  ;; V8 builds a constant again at each use. A global is read from memory instead, which makes the loop 1.5 times as fast.
  (global $lowerHalf v128 (v128.const i32x4 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f 0x0f0f0f0f))
  (global $slash v128 (v128.const i32x4 0x2f2f2f2f 0x2f2f2f2f 0x2f2f2f2f 0x2f2f2f2f))
  ;; One bit for each kind of upper half: 1 for + and /, 2 for digits, 4 for A to O and a to o, 8 for P to Z and p to z, and 16
  ;; for upper halves that no character of the alphabet has.
  (global $kindOfUpperHalf v128 (v128.const i8x16 16 16 1 2 4 8 4 8 16 16 16 16 16 16 16 16))
  ;; For each lower half, the kinds of upper half with which it makes no character of the alphabet.
  (global $kindsAgainstLowerHalf v128
    (v128.const i8x16 0x15 0x11 0x11 0x11 0x11 0x11 0x11 0x11 0x11 0x11 0x13 0x1a 0x1b 0x1b 0x1b 0x1a))
  ;; What is added to a character to get its value, by its upper half. The slash needs another number than the plus, which has
  ;; the same upper half, and so it is looked up one entry before.
  (global $distance v128 (v128.const i8x16 0 16 19 4 -65 -65 -71 -71 0 0 0 0 0 0 0 0))
  (global $twelveBits v128 (v128.const i32x4 0x0fff0fff 0x0fff0fff 0x0fff0fff 0x0fff0fff))
  (global $firstTimes4096 v128 (v128.const i16x8 4096 1 4096 1 4096 1 4096 1))

  ;; Decodes a number of characters, rounded up to a multiple of 16. Returns 1 if all are of the alphabet. If it returns 0, the
  ;; bytes have no meaning.
  (func (export "decode") (param $characterCount i32) (result i32)
    (local $from i32)
    (local $end i32)
    (local $to i32)
    (local $characters v128)
    (local $upperHalf v128)
    (local $foreign v128)
    (local.set $from (global.get $text))
    (local.set $end (i32.add (global.get $text) (local.get $characterCount)))
    (local.set $to (global.get $bytes))
    (block $done
      (loop $step
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $characters (v128.load (local.get $from)))
        (local.set $upperHalf
          (v128.and (i32x4.shr_u (local.get $characters) (i32.const 4)) (global.get $lowerHalf)))

        (local.set $foreign
          (v128.or
            (local.get $foreign)
            (v128.and
              (i8x16.swizzle (global.get $kindOfUpperHalf) (local.get $upperHalf))
              (i8x16.swizzle
                (global.get $kindsAgainstLowerHalf)
                (v128.and (local.get $characters) (global.get $lowerHalf))))))

        ;; Each byte becomes a value of 6 bits. `i8x16.eq` gives -1 for a slash, which makes it the entry before.
        (local.set $characters
          (i8x16.add
            (local.get $characters)
            (i8x16.swizzle
              (global.get $distance)
              (i8x16.add (local.get $upperHalf) (i8x16.eq (local.get $characters) (global.get $slash))))))
        ;; Two values become 12 bits; the first is the lower byte.
        (local.set $characters
          (v128.and
            (v128.or
              (i16x8.shl (local.get $characters) (i32.const 6))
              (i16x8.shr_u (local.get $characters) (i32.const 8)))
            (global.get $twelveBits)))
        ;; Two of these become 24 bits, which are written as three bytes, the highest first.
        (local.set $characters (i32x4.dot_i16x8_s (local.get $characters) (global.get $firstTimes4096)))
        (v128.store
          (local.get $to)
          (i8x16.shuffle 2 1 0 6 5 4 10 9 8 14 13 12 0 0 0 0 (local.get $characters) (local.get $characters)))

        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 12)))
        (br $step)))
    (i32.eqz (v128.any_true (local.get $foreign))))

  ;; Moves lines of one width, a multiple of 4, to the end of the text so far, without the line feed after each. Stops at a
  ;; line that has no line feed in that place. Returns the number of lines.
  (func (export "joinLines")
    (param $to i32) (param $from i32) (param $width i32) (param $mostLines i32) (result i32)
    (local $end i32)
    (local $lines i32)
    (block $done
      (loop $line
        (br_if $done (i32.ge_u (local.get $lines) (local.get $mostLines)))
        (local.set $end (i32.add (local.get $from) (local.get $width)))
        (br_if $done (i32.ne (i32.load8_u (local.get $end)) (i32.const 0x0a)))
        ;; The places may overlap: each step reads before it writes, and writes only to places that were read before.
        (loop $step
          (if (i32.le_u (i32.add (local.get $from) (i32.const 16)) (local.get $end))
            (then
              (v128.store (local.get $to) (v128.load (local.get $from)))
              (local.set $from (i32.add (local.get $from) (i32.const 16)))
              (local.set $to (i32.add (local.get $to) (i32.const 16)))
              (br $step))))
        (loop $step
          (if (i32.lt_u (local.get $from) (local.get $end))
            (then
              (i32.store (local.get $to) (i32.load (local.get $from)))
              (local.set $from (i32.add (local.get $from) (i32.const 4)))
              (local.set $to (i32.add (local.get $to) (i32.const 4)))
              (br $step))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (local.set $lines (i32.add (local.get $lines) (i32.const 1)))
        (br $line)))
    (local.get $lines)))
