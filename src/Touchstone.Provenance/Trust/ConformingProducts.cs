using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Touchstone.Provenance.Trust;

/// <summary>A record of the C2PA list of conforming products.</summary>
/// <param name="RecordId">Identifier of the record.</param>
/// <param name="Product">Name of the product (common name of its certificates).</param>
/// <param name="Vendor">Organisation of its certificates.</param>
/// <param name="Unit">Organisational unit of its certificates, or "".</param>
/// <param name="Country">Country of its certificates, or "".</param>
/// <param name="Kind">"generatorProduct" or "validatorProduct".</param>
/// <param name="Status">As listed: "conformant".</param>
/// <param name="AssuranceLevel">Highest assurance level, 1 or 2, or null.</param>
/// <param name="MinimumVersion">Lowest version that conforms, or "".</param>
/// <param name="SpecificationVersions">Versions of the specification it conforms to.</param>
/// <param name="Since">Day of conformance, or null.</param>
/// <param name="DisallowedSignals">Kinds of statement its claims may not make.</param>
public sealed record ConformingProduct(
    string RecordId, string Product, string Vendor, string Unit, string Country, string Kind, string Status, int? AssuranceLevel, string MinimumVersion,
    IReadOnlyList<string> SpecificationVersions, DateOnly? Since, IReadOnlyList<string> DisallowedSignals);

/// <summary>Looks up which conforming product a signing certificate is of.</summary>
public static class ConformingProducts
{
    private const string CommonName = "2.5.4.3", Organisation = "2.5.4.10", OrganisationalUnit = "2.5.4.11", CountryName = "2.5.4.6";

    private static readonly Lazy<IReadOnlyList<ConformingProduct>> _all = new(Read);

    /// <summary>Every record.</summary>
    public static IReadOnlyList<ConformingProduct> All => _all.Value;

    /// <summary>The day of the list.</summary>
    public static DateOnly Date => TrustLists.All.First(l => l.Kind == "products").Date;

    /// <summary>The generator products whose distinguished name the subject of a certificate bears: common name and organisation equal, unit and country equal where both say one.</summary>
    /// <param name="subject">Distinguished name of the certificate's holder (RFC 4514 or the framework's form); unreadable names match nothing.</param>
    /// <returns>The records, those that agree in the unit first.</returns>
    public static IReadOnlyList<ConformingProduct> Find(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var parts = Parts(subject);
        if (!parts.TryGetValue(CommonName, out var name) || !parts.TryGetValue(Organisation, out var organisation)) return [];
        var unit = parts.GetValueOrDefault(OrganisationalUnit, "");
        var country = parts.GetValueOrDefault(CountryName, "");
        return [.. All
            .Where(p => p.Kind == "generatorProduct" && p.Product == name && p.Vendor == organisation && Agree(p.Unit, unit) && Agree(p.Country, country))
            .OrderByDescending(p => p.Unit == unit)];
    }

    private static bool Agree(string listed, string found) => listed.Length == 0 || found.Length == 0 || listed == found;

    private static Dictionary<string, string> Parts(string subject)
    {
        Dictionary<string, string> parts = [];
        try
        {
            foreach (var part in new X500DistinguishedName(subject).EnumerateRelativeDistinguishedNames())
                if (!part.HasMultipleElements && part.GetSingleElementType().Value is { } type && part.GetSingleElementValue() is { } value) parts.TryAdd(type, value);
        }
        catch (CryptographicException)
        {
            return [];
        }
        return parts;
    }

    private static IReadOnlyList<ConformingProduct> Read()
    {
        using var document = JsonDocument.Parse(TrustLists.Bytes(TrustLists.All.First(l => l.Kind == "products").File));
        return [.. document.RootElement.EnumerateArray().Select(Record)];
    }

    private static ConformingProduct Record(JsonElement record)
    {
        var product = record.GetProperty("product");
        var name = product.GetProperty("DN");
        int? level = product.TryGetProperty("assurance", out var assurance) && assurance.TryGetProperty("maxAssuranceLevel", out var maximum) ? maximum.GetInt32() : null;
        DateOnly? since = record.TryGetProperty("dates", out var dates) && DateOnly.TryParseExact(Text(dates, "conformance"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new ConformingProduct(
            Text(record, "recordId"), Text(name, "CN"), Text(name, "O"), Text(name, "OU"), Text(name, "C"), Text(product, "productType"), Text(record, "status"), level,
            Text(product, "minVersion"), Texts(record, "specVersion"), since,
            product.TryGetProperty("disallowedSignals", out var signals) ? [.. Texts(signals, "inception"), .. Texts(signals, "transformation")] : []);
    }

    private static string Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string[] Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var values) && values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(v => v.ToString())] : [];
}
