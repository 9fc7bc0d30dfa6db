/** Where a region is. */
export interface RegionPlace {
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** Of the United States: two letters. */
    readonly state?: string;
    readonly latitude: number;
    readonly longitude: number;
}

/**
 * Regions of AWS: country, state, latitude, longitude. Approximate: AWS names the city or area of a region and publishes
 * no coordinates, neither of its sites nor of the points that geoproximity routing measures from; these are of the named
 * city or area.
 */
const rows = `
us-east-1 US VA 38.9 -77.4
us-east-2 US OH 40.0 -83.0
us-west-1 US CA 37.4 -121.9
us-west-2 US OR 45.8 -119.7
us-gov-east-1 US OH 40.0 -83.0
us-gov-west-1 US OR 45.8 -119.7
ca-central-1 CA - 45.5 -73.6
ca-west-1 CA - 51.0 -114.1
mx-central-1 MX - 20.6 -100.4
sa-east-1 BR - -23.5 -46.6
eu-west-1 IE - 53.3 -6.3
eu-west-2 GB - 51.5 -0.1
eu-west-3 FR - 48.9 2.4
eu-central-1 DE - 50.1 8.7
eu-central-2 CH - 47.4 8.5
eu-north-1 SE - 59.3 18.1
eu-south-1 IT - 45.5 9.2
eu-south-2 ES - 41.6 -0.9
eusc-de-east-1 DE - 52.4 13.1
af-south-1 ZA - -33.9 18.4
me-south-1 BH - 26.1 50.6
me-central-1 AE - 25.2 55.3
il-central-1 IL - 32.1 34.8
ap-south-1 IN - 19.1 72.9
ap-south-2 IN - 17.4 78.5
ap-southeast-1 SG - 1.4 103.8
ap-southeast-2 AU - -33.9 151.2
ap-southeast-3 ID - -6.2 106.8
ap-southeast-4 AU - -37.8 145.0
ap-southeast-5 MY - 3.1 101.7
ap-southeast-6 NZ - -36.8 174.8
ap-southeast-7 TH - 13.8 100.5
ap-northeast-1 JP - 35.7 139.7
ap-northeast-2 KR - 37.6 127.0
ap-northeast-3 JP - 34.7 135.5
ap-east-1 HK - 22.3 114.2
ap-east-2 TW - 25.0 121.5
cn-north-1 CN - 39.9 116.4
cn-northwest-1 CN - 37.5 105.2`;

/** By region code. */
export const regionPlaces: ReadonlyMap<string, RegionPlace> = new Map(
    rows
        .trim()
        .split("\n")
        .map((row) => {
            const [code = "", country = "", state = "-", latitude, longitude] = row.split(" ");
            const place = { country, latitude: Number(latitude), longitude: Number(longitude) };
            return [code, state === "-" ? place : { ...place, state }];
        }),
);
