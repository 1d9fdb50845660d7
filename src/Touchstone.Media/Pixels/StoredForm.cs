using System.Buffers.Binary;

namespace Touchstone.Media.Pixels;

/// <summary>What the header of a still image says about its stored samples, where decoding to 8-bit RGB loses or adds something.</summary>
internal readonly record struct StoredForm(string? Note, bool EndsWithEoi)
{
    internal static StoredForm Of(ReadOnlySpan<byte> bytes, MediaFormat format) => format switch
    {
        MediaFormat.Jpeg => OfJpeg(bytes),
        MediaFormat.Png => OfPng(bytes),
        _ => new(null, true),
    };

    // PNG: 8-byte signature, then IHDR: length u32, "IHDR", width u32, height u32, bit depth u8 at 24, colour type u8 at 25.
    private static StoredForm OfPng(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 26) return new(null, true);
        var note = (bytes[24], bytes[25]) switch
        {
            (16, _) => "16 bits per sample reduced to the upper 8",
            ( < 8, 0) => $"{bytes[24]}-bit grey expanded to 8",
            (_, 3) => "palette expanded",
            (_, 0 or 4) => "grey repeated into three channels",
            _ => null,
        };
        return new(note, true);
    }

    // JPEG: FF D8, then segments FF marker, length u16 (with itself), payload. SOFn payload: precision u8, height u16, width u16, components u8.
    private static StoredForm OfJpeg(ReadOnlySpan<byte> bytes)
    {
        int components = 3, position = 2;
        int? adobeTransform = null;
        while (position + 4 <= bytes.Length && bytes[position] == 0xFF)
        {
            var marker = bytes[position + 1];
            if (marker == 0xFF)
            {
                position++;
                continue;
            }
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(position + 2)..]);
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC && position + 10 <= bytes.Length)
            {
                components = bytes[position + 9];
            }
            // APP14: "Adobe", version u16, flags u16 ×2, transform u8 at payload byte 11.
            else if (marker == 0xEE && length >= 14 && position + 16 <= bytes.Length && bytes.Slice(position + 4, 5).SequenceEqual("Adobe"u8))
            {
                adobeTransform = bytes[position + 15];
            }
            if (marker == 0xDA || length < 2) break;
            position += 2 + length;
        }
        var note = components switch
        {
            1 => "grey repeated into three channels",
            4 => "four-channel (CMYK or YCCK) samples converted to RGB by the plain ink formula, no profile",
            3 when adobeTransform == 0 => "stored as RGB without a colour transform",
            _ => null,
        };
        return new(note, bytes.LastIndexOf([(byte)0xFF, (byte)0xD9]) >= 0);
    }
}
