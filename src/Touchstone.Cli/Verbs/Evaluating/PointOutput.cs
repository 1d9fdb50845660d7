using Touchstone.Evaluation.Gates;
using Touchstone.Evaluation.Thresholds;

namespace Touchstone.Cli.Verbs.Evaluating;

/// <summary>Signs an operating point and writes it beside its gate report.</summary>
internal static class PointOutput
{
    internal const string FileName = "operating-point.json";

    /// <exception cref="OperatingPointException">The key cannot be used, or the point to join is not one of this key.</exception>
    internal static string Write(string folder, OperatingPoint point, string keyPath, string? join, DateTimeOffset at)
    {
        if (!File.Exists(keyPath)) MakeKey(keyPath);
        using var key = OperatingKey.ReadPrivate(File.ReadAllText(keyPath));
        var joined = join is null ? point : PointDraft.Join(OperatingPointFile.Read(File.ReadAllBytes(join), key, at), point);
        var path = Path.Combine(folder, FileName);
        File.WriteAllBytes(path, OperatingPointFile.Sign(joined, key));
        return path;
    }

    private static void MakeKey(string path)
    {
        var (secret, open) = OperatingKey.Make();
        var terms = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) terms.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path, System.Text.Encoding.ASCII, terms)) writer.Write(secret);
        File.WriteAllText(Path.ChangeExtension(path, ".pub.pem"), open);
    }
}
