using System.Security.Cryptography;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace Touchstone.Evaluation.DataSets;

/// <summary>Writes data sets as manifests that read back the same, and gives the hash such a manifest has.</summary>
public static class ManifestWriter
{
    private const int RowsPerGroup = 200_000;

    private static readonly string[] _own = ["path", "sha256", "label", "question", "mask", "subject", "session", "split"];

    /// <summary>Writes a manifest, CSV or Parquet by the extension.</summary>
    /// <param name="set">The set; paths of entries are written as they are, masks relative to its folder.</param>
    /// <param name="path">A file .csv or .parquet; replaced.</param>
    /// <param name="cancel">Stops writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(DataSet set, string path, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        if (ManifestTable.IsParquet(path)) await WriteParquetAsync(set, stream, cancel).ConfigureAwait(false);
        else WriteCsv(set, stream);
    }

    /// <summary>SHA-256 of the CSV manifest that <see cref="WriteAsync"/> makes of a set, lower-case hexadecimal.</summary>
    /// <param name="set">The set.</param>
    public static string HashOf(DataSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write)) WriteCsv(set, sink);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void WriteCsv(DataSet set, Stream stream)
    {
        var further = Further(set);
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord((ReadOnlySpan<string?>)[.. _own, .. further]);
        foreach (var entry in set.Entries) csv.WriteRecord((ReadOnlySpan<string?>)Cells(set, entry, further));
    }

    private static async Task WriteParquetAsync(DataSet set, Stream stream, CancellationToken cancel)
    {
        string[] names = [.. _own, .. Further(set)];
        DataField[] fields = [.. names.Select(n => new DataField<string>(n))];
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, null, false, cancel).ConfigureAwait(false);
        foreach (var rows in set.Entries.Select(e => Cells(set, e, names.AsSpan(_own.Length).ToArray())).Chunk(RowsPerGroup))
        {
            using var group = writer.CreateRowGroup();
            for (var c = 0; c < fields.Length; c++)
            {
                cancel.ThrowIfCancellationRequested();
                var place = c;
                await group.WriteAsync(fields[c], (string?[])[.. rows.Select(r => r[place])]).ConfigureAwait(false);
            }
            group.CompleteValidate();
        }
    }

    /// <summary>Names of further columns, in the order they first occur.</summary>
    private static string[] Further(DataSet set)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(_own, StringComparer.Ordinal);
        foreach (var entry in set.Entries)
            foreach (var (name, value) in entry.Columns)
                if (value.Length > 0 && seen.Add(name)) names.Add(name);
        return [.. names];
    }

    private static string[] Cells(DataSet set, DataSetEntry entry, string[] further) =>
    [
        entry.Path, entry.Sha256 ?? "", entry.Label, string.Join(';', entry.Questions),
        entry.MaskPath is null ? "" : Path.GetRelativePath(set.Folder, entry.MaskPath).Replace('\\', '/'),
        entry.Subject, entry.Session, entry.Split,
        .. further.Select(n => entry.Columns.GetValueOrDefault(n, "")),
    ];
}
