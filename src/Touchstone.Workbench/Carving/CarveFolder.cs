using System.Globalization;
using Touchstone.Media;
using Touchstone.Media.Carving;

namespace Touchstone.Workbench.Carving;

/// <summary>Carved pictures as files: each a copy of its stretch of bytes, and carve.json that says what each is.</summary>
public static class CarveFolder
{
    /// <summary>Name of the record.</summary>
    public const string RecordName = "carve.json";

    /// <summary>Most bytes written in all: nested pictures share their bytes, so that a small file may claim many.</summary>
    public const long MaximumBytes = 4L << 30;

    /// <summary>Whether pictures may go to a folder.</summary>
    /// <param name="folder">Where they shall go: a new or empty folder.</param>
    /// <exception cref="IOException">It is a file or not empty.</exception>
    public static void Check(string folder)
    {
        if (File.Exists(folder)) throw new IOException($"{folder} is a file; carved pictures go to a folder. ({Codes.FileUnusable})");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new IOException($"The folder {folder} is not empty; carved files are not mixed with others. ({Codes.MakeOutputExists})");
    }

    /// <summary>Writes what was carved; the file itself is recorded, not copied.</summary>
    /// <param name="folder">Where it goes: a new or empty folder.</param>
    /// <param name="path">The file it was carved from.</param>
    /// <param name="examined">What was carved.</param>
    /// <returns>The name of the file of each picture that was written.</returns>
    /// <exception cref="IOException">The folder is not empty, a file cannot be written, or the specimen was changed meanwhile.</exception>
    public static IReadOnlyDictionary<CarvedPicture, string> Write(string folder, string path, Examined examined)
    {
        ArgumentNullException.ThrowIfNull(examined);
        if (examined.Carved is not { } carved) throw new ArgumentException("Nothing was carved.", nameof(examined));
        Check(folder);
        Directory.CreateDirectory(folder);
        var files = new Dictionary<CarvedPicture, string>();
        using var source = ByteSource.Open(path);
        long written = 0;
        foreach (var picture in carved.Pictures.Where(p => !p.IsFile))
        {
            if (picture.Length > MaximumBytes - written) continue;
            written += picture.Length;
            var bytes = picture.Bytes ?? source.Slice(picture.Offset, checked((int)picture.Length));
            if (Sha256.Of(bytes) != picture.Hash) throw new IOException($"{path} was changed while it was carved.");
            files[picture] = Name(picture, files.Count);
            File.WriteAllBytes(Path.Combine(folder, files[picture]), bytes);
        }
        File.WriteAllText(Path.Combine(folder, RecordName), CarveRecord.Of(examined, files));
        return files;
    }

    // By offset, so that names sort as the pictures lie and are the same whenever the file is carved.
    private static string Name(CarvedPicture picture, int number) => picture.Offset < 0
        ? string.Create(CultureInfo.InvariantCulture, $"text-{number:0000}.jpg")
        : string.Create(CultureInfo.InvariantCulture, $"{picture.Offset:000000000000}.jpg");
}
