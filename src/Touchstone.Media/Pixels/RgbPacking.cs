using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Touchstone.Media.Pixels;

/// <summary>Moves interleaved samples between layouts.</summary>
internal static class RgbPacking
{
    /// <summary>RGBX (4 bytes a pixel) to RGB (3 bytes a pixel).</summary>
    internal static void DropFourth(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var pixels = source.Length / 4;
        if (destination.Length < pixels * 3) throw new ArgumentException("The destination holds fewer pixels than the source.", nameof(destination));
        var done = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 15, 15, 15, 15);
            // A store writes 16 bytes of which 12 count, so the last pixels are left to the scalar loop.
            for (; done + 6 <= pixels; done += 4)
                Vector128.Shuffle(Vector128.LoadUnsafe(in source[done * 4]), order).StoreUnsafe(ref destination[done * 3]);
        }
        for (; done < pixels; done++)
        {
            destination[done * 3] = source[done * 4];
            destination[done * 3 + 1] = source[done * 4 + 1];
            destination[done * 3 + 2] = source[done * 4 + 2];
        }
    }

    /// <summary>The fourth of every four bytes.</summary>
    internal static void KeepFourth(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (var pixel = 0; pixel < source.Length / 4; pixel++) destination[pixel] = source[pixel * 4 + 3];
    }

    /// <summary>Luma 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601-7, 2.5.1) of interleaved RGB, 0–255, not rounded.</summary>
    internal static void Luma(ReadOnlySpan<byte> rgb, Span<float> luma)
    {
        if (rgb.Length < luma.Length * 3) throw new ArgumentException("The source holds fewer pixels than the destination.", nameof(rgb));
        var done = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // Four pixels lie in 12 of 16 loaded bytes, so the last pixels are left to the scalar loop. 0x80 selects zero.
            for (; done + 6 <= luma.Length; done += 4)
                LumaOfFour(Vector128.LoadUnsafe(in rgb[done * 3])).StoreUnsafe(ref luma[done]);
        }
        for (; done < luma.Length; done++)
            luma[done] = 0.299f * rgb[done * 3] + 0.587f * rgb[done * 3 + 1] + 0.114f * rgb[done * 3 + 2];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LumaOfFour(Vector128<byte> pixels)
    {
        const byte none = 0x80;
        var red = Vector128.Shuffle(pixels, Vector128.Create(0, none, none, none, 3, none, none, none, 6, none, none, none, 9, none, none, none));
        var green = Vector128.Shuffle(pixels, Vector128.Create(1, none, none, none, 4, none, none, none, 7, none, none, none, 10, none, none, none));
        var blue = Vector128.Shuffle(pixels, Vector128.Create(2, none, none, none, 5, none, none, none, 8, none, none, none, 11, none, none, none));
        // Multiply and add in the scalar loop's order, unfused, so that both give the same bits.
        return Vector128.ConvertToSingle(red.AsInt32()) * 0.299f + Vector128.ConvertToSingle(green.AsInt32()) * 0.587f + Vector128.ConvertToSingle(blue.AsInt32()) * 0.114f;
    }
}
