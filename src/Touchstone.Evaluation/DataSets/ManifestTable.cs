using System.Globalization;
using System.Security.Cryptography;
using CsvHelper;
using Parquet;
using Parquet.Schema;
using Touchstone.Media;

namespace Touchstone.Evaluation.DataSets;

/// <summary>A manifest as a table of text, whatever it is stored as.</summary>
internal static class ManifestTable
{
    private const int MaximumRecordBytes = 1 << 20;
    private const long MaximumRows = 50_000_000;
    private const int MaximumColumns = 2000;

    private static readonly HashSet<Type> _readable =
        [typeof(string), typeof(ReadOnlyMemory<char>), typeof(int), typeof(long), typeof(float), typeof(double), typeof(bool), typeof(DateTime)];

    internal static bool IsParquet(string path) => Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase);

    /// <summary>SHA-256 of the manifest's bytes.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Hands out the header, then every row with its place; cells of a row may be fewer than columns.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no table.</exception>
    internal static void ReadCsv(string path, Action<IReadOnlyList<string>> header, Action<long, string[]> row, IssueLog issues, CancellationToken cancel)
    {
        var options = new CsvReaderOptions
        {
            TrackLineNumbers = true, PoolStrings = true, MaxRecordSize = MaximumRecordBytes, IncludeValuesInExceptions = false, TrimWhitespace = false,
            OnMalformedRecord = m => issues.Error(Codes.DataRowDamaged, m.LineNumber, "", "The quotes of this row are damaged; it is read as far as it can be told."),
        };
        try
        {
            using var csv = CsvReader.FromFile(path, options);
            csv.ReadHeader();
            if (csv.Headers.Count > MaximumColumns) throw new InvalidDataException($"It has {csv.Headers.Count:N0} columns; {MaximumColumns:N0} are the limit.");
            header([.. csv.Headers]);
            var width = csv.Headers.Count;
            for (long count = 0; csv.Read() && count < MaximumRows; count++)
            {
                cancel.ThrowIfCancellationRequested();
                if (csv.FieldCount != width) issues.Error(Codes.DataRowDamaged, csv.LineNumber, "", $"The row has {csv.FieldCount} fields; the header has {width}.");
                var cells = new string[Math.Min(csv.FieldCount, width)];
                for (var i = 0; i < cells.Length; i++) cells[i] = csv.GetString(i);
                row(csv.LineNumber, cells);
            }
        }
        catch (CsvFormatException e)
        {
            throw new InvalidDataException($"It is no CSV table: {e.Message}", e);
        }
    }

    /// <inheritdoc cref="ReadCsv"/>
    internal static async Task ReadParquetAsync(string path, Action<IReadOnlyList<string>> header, Action<long, string[]> row, CancellationToken cancel)
    {
        try
        {
            await using var reader = await ParquetReader.CreateAsync(path, null, cancel).ConfigureAwait(false);
            // Columns of pictures, lists and other things than cells are no part of a manifest.
            DataField[] fields = [.. reader.Schema.DataFields.Where(f => !f.IsArray && _readable.Contains(f.ClrType))];
            header([.. fields.Select(f => f.Name)]);
            var place = 1L;
            for (var g = 0; g < reader.RowGroupCount; g++)
            {
                using var group = reader.OpenRowGroupReader(g);
                if (group.RowCount is < 0 or > MaximumRows) throw new InvalidDataException($"A row group declares {group.RowCount:N0} rows; {MaximumRows:N0} are the limit.");
                var columns = new string[fields.Length][];
                for (var f = 0; f < fields.Length; f++) columns[f] = await TextAsync(group, fields[f], (int)group.RowCount, cancel).ConfigureAwait(false);
                for (var i = 0; i < group.RowCount; i++) row(place++, [.. columns.Select(c => c[i])]);
            }
        }
        // The reader meets damaged files with whatever the damage leads to.
        catch (Exception e) when (e is not (OperationCanceledException or InvalidDataException or IOException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"It is no Parquet table: {e.Message}", e);
        }
    }

    private static async Task<string[]> TextAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancel)
    {
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[rows];
            await group.ReadAsync(field, texts.AsMemory(), null, cancel).ConfigureAwait(false);
            return [.. texts.Select(t => t ?? "")];
        }
        if (field.ClrType == typeof(int)) return await NumbersAsync<int>(group, field, rows, cancel).ConfigureAwait(false);
        if (field.ClrType == typeof(long)) return await NumbersAsync<long>(group, field, rows, cancel).ConfigureAwait(false);
        if (field.ClrType == typeof(float)) return await NumbersAsync<float>(group, field, rows, cancel).ConfigureAwait(false);
        if (field.ClrType == typeof(double)) return await NumbersAsync<double>(group, field, rows, cancel).ConfigureAwait(false);
        if (field.ClrType == typeof(bool)) return await NumbersAsync<bool>(group, field, rows, cancel).ConfigureAwait(false);
        return await NumbersAsync<DateTime>(group, field, rows, cancel).ConfigureAwait(false);
    }

    private static async Task<string[]> NumbersAsync<T>(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancel) where T : struct
    {
        if (!field.IsNullable)
        {
            var plain = new T[rows];
            await group.ReadAsync(field, plain.AsMemory(), null, cancel).ConfigureAwait(false);
            return [.. plain.Select(v => Text(v))];
        }
        var values = new T?[rows];
        await group.ReadAsync(field, values.AsMemory(), null, cancel).ConfigureAwait(false);
        return [.. values.Select(v => v is { } stated ? Text(stated) : "")];
    }

    private static string Text<T>(T value) => value switch
    {
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
