using ImageMagick;
using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Tests.Media.Jpeg;

namespace Touchstone.Tests.Engine.Profiles;

/// <summary>Files as two made-up devices and an editor write them, by ImageMagick; what differs is set here.</summary>
internal static class ProfileSamples
{
    internal static byte[] OfDevice(int number) => Write((uint)(number % 3 == 0 ? 92 : 90), "Maker A", "One", false, (ulong)number + 1);

    internal static byte[] OfOther(int number) => Write(90, "Maker B", "Two", true, (ulong)number + 1);

    /// <summary>A file of the device, saved again by a program that keeps its metadata.</summary>
    internal static byte[] Edited(int number)
    {
        using var image = new MagickImage(OfDevice(number)) { Quality = 80 };
        image.Settings.Interlace = Interlace.Jpeg;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    internal static FileShape Shape(byte[] bytes)
    {
        using var specimen = JpegSamples.Open(bytes);
        return FileShape.Of(specimen, CancellationToken.None).Value!;
    }

    internal static FileProfile Profile(int files) =>
        FileProfile.Of("One", [.. Enumerable.Range(0, files).Select(i => (Bytes: OfDevice(i), i)).Select(f => ($"{f.i}.jpg", Sha256.Of(f.Bytes).Hex, Shape(f.Bytes)))]);

    private static byte[] Write(uint quality, string make, string model, bool withLens, ulong seed)
    {
        var settings = new PixelReadSettings(64, 48, StorageType.Char, PixelMapping.RGB);
        using var image = new MagickImage(JpegSamples.Rgb(64, 48, seed), settings) { Quality = quality };
        image.Settings.SetDefine(MagickFormat.Jpeg, "sampling-factor", "2x1");
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Make, make);
        exif.SetValue(ExifTag.Model, model);
        exif.SetValue(ExifTag.DateTimeOriginal, $"2026:11:0{1 + seed % 9} 10:00:00");
        if (withLens) exif.SetValue(ExifTag.LensModel, "35 mm");
        image.SetProfile(exif);
        return image.ToByteArray(MagickFormat.Jpeg);
    }
}
